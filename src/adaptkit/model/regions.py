"""In which part of the world a country is: the regions of the United Nations' standard M49
(unstats.un.org/unsd/methodology/m49), by ISO 3166-1 code; and two that have no row of their own
there, Taiwan and Kosovo."""

from __future__ import annotations

from collections.abc import Mapping

REGIONS: Mapping[str, frozenset[str]] = {
    "Africa": frozenset(
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA "
        "MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM "
        "ZW".split()
    ),
    "Americas": frozenset(
        "AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY "
        "HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG "
        "VI".split()
    ),
    "Asia": frozenset(
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN "
        "MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE".split()
    ),
    "Europe": frozenset(
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT "
        "LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK".split()
    ),
    "Oceania": frozenset(
        "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF "
        "WS".split()
    ),
}
ELSEWHERE = "Elsewhere"


def region_of(country: str) -> str:
    """``Elsewhere`` of what is in none of them, such as Antarctica."""
    return next((name for name, codes in REGIONS.items() if country in codes), ELSEWHERE)
