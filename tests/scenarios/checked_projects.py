"""The small project with Spanish that nothing is wrong with, to put something wrong into."""

from __future__ import annotations

from pathlib import Path

import polib

from tests.scenarios.projects import TODAY, Project, small

PO = "locales/es/guide.po"
SPANISH = {
    "Living at home": "Vivir en casa",
    "Your plan": "Su plan",
    "A plan says what you want to do, and by when. It is yours to change.": (
        "Un plan dice qué quiere hacer usted y para cuándo. Usted puede cambiarlo."
    ),
    "A path with three steps.": "Un camino con tres pasos.",
    "One step after another.": "Un paso tras otro.",
    "Costs": "Costos",
    "Ask what each visit costs. Ask who pays for it, and what is left for you.": (
        "Pregunte cuánto cuesta cada visita. Pregunte quién la paga y qué parte le queda a usted."
    ),
    "In the United States, your insurance plan decides. Call {helpline} if it says no.": (
        "En los Estados Unidos decide su seguro médico. Llame al {helpline} si le dice que no."
    ),
    "Write down your goals.": "Anote sus metas.",
    "Choose one of them.": "Elija una de ellas.",
    "Ask your doctor where to turn.": "Pregunte a su médico adónde acudir.",
    "At home": "En casa",
    "Rest before you are tired. See [your plan](01-plan.md#costs).": (
        "Descanse antes de cansarse. Vea [su plan](01-plan.md#costs)."
    ),
    "If you cannot stand up, call for help at once.": (
        "Si no puede ponerse de pie, pida ayuda de inmediato."
    ),
}
GOOD = f'msgstr "{SPANISH["Choose one of them."]}"'
DECIDES = (
    'msgstr "En los Estados Unidos decide su seguro médico. Llame al {helpline} si le dice que no."'
)
LOST = DECIDES.replace("{helpline}", "{helplin}")
"""What readers would get without a number to call."""


def spanish(root: Path) -> Project:
    project = small(root)
    catalogue = polib.pofile(str(project.path(PO)), wrapwidth=0)
    for entry in catalogue:
        entry.msgstr = SPANISH[entry.msgid]
    catalogue.save()
    project.done("format")
    project.done("update", "--today", TODAY)
    return project


def broken(project: Project) -> Project:
    """With one error."""
    project.change(PO, DECIDES, LOST)
    return project
