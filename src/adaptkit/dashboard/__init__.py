"""The guide owner's dashboard: one page of all editions, without script and without requests."""

from __future__ import annotations

from adaptkit.dashboard.page import OURS, render_dashboard

__all__ = ["OURS", "render_dashboard"]
