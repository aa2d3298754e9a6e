"""What a code host does with every change: the files that say so.

Each runs what a person would type: is everything up to date, what is wrong, how far is each
edition; then it publishes the pages. Steps may read the project, and one alone may publish.
"""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.records import Record

_GITHUB = """\
# What GitHub does with every change: look whether something is wrong, say how far each edition is,
# and publish the pages of the main branch. Once, under Settings > Pages, choose "GitHub Actions".
# Written by: adaptkit add ci github. It is yours: change it as you like.
name: Guide

on:
  push:
  pull_request:
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: guide-${{ github.ref }}
  cancel-in-progress: true

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@v4
        with:
          # Earlier versions of catalogues are where suggestions come from.
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: Install adaptkit
        run: pip install "adaptkit==VERSION"
      - name: What is wrong, beside the lines of the change
        run: adaptkit check --format github
      - name: Are the catalogues up to date? If not, run adaptkit update
        if: ${{ !cancelled() }}
        run: adaptkit update --check
      - name: Are they in their canonical form? If not, run adaptkit format
        if: ${{ !cancelled() }}
        run: adaptkit format --check
      - name: How far each edition is
        if: ${{ !cancelled() }}
        run: |
          adaptkit status --json > status.json
          adaptkit status | sed 's/^/    /' >> "$GITHUB_STEP_SUMMARY"
      - uses: actions/upload-artifact@v4
        if: ${{ !cancelled() }}
        with:
          name: status
          path: status.json
      - name: Build every edition
        run: adaptkit build --to build
      - uses: actions/upload-pages-artifact@v3
        if: github.event_name == 'push' && github.ref_name == github.event.repository.default_branch
        with:
          path: build

  publish:
    needs: check
    if: github.event_name == 'push' && github.ref_name == github.event.repository.default_branch
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v4
"""

_GITLAB = """\
# What GitLab does with every change: look whether something is wrong, say how far each edition is,
# and publish the pages of the main branch.
# Written by: adaptkit add ci gitlab. It is yours: change it as you like.
default:
  image: python:3.12

variables:
  # Earlier versions of catalogues are where suggestions come from.
  GIT_DEPTH: "0"

check:
  stage: test
  timeout: 20 minutes
  script:
    - pip install --quiet "adaptkit==VERSION"
    - adaptkit status --json > status.json
    - adaptkit status
    - adaptkit check --format gitlab > gl-code-quality-report.json || adaptkit check
    - adaptkit update --check
    - adaptkit format --check
  artifacts:
    when: always
    paths:
      - status.json
    reports:
      codequality: gl-code-quality-report.json

pages:
  stage: deploy
  timeout: 20 minutes
  script:
    - pip install --quiet "adaptkit==VERSION"
    - adaptkit build --to public
  artifacts:
    paths:
      - public
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"""


class Host(Record, frozen=True):
    """``path``: where it looks for ``text``; ``then``: what a person has to do there once."""

    path: str
    text: str
    then: str


HOSTS: Mapping[str, Host] = {
    "github": Host(
        ".github/workflows/adaptkit.yml",
        _GITHUB,
        'on GitHub, under Settings > Pages, choose "GitHub Actions" as the source, once',
    ),
    "gitlab": Host(".gitlab-ci.yml", _GITLAB, "pages appear under Deploy > Pages"),
}


def workflow_file(host: str, version: str) -> bytes:
    """The file for this host, with the version of adaptkit that it installs: what was right with
    one is not said to be wrong by the next on a day when nobody has changed anything."""
    return HOSTS[host].text.replace("VERSION", version).encode("utf-8")
