"""Sectors: the sections of NACE Rev. 2 in plain words."""

from __future__ import annotations

from matchmaker.core.vocabulary.term import Term, table
from matchmaker.core.words import N_

SECTORS: tuple[Term, ...] = table(
    "sector",
    {
        "nace-A": N_("Farming, forestry and fishing"),
        "nace-B": N_("Mining and quarrying"),
        "nace-C": N_("Making things"),
        "nace-D": N_("Electricity, gas and heat"),
        "nace-E": N_("Water, waste and recycling"),
        "nace-F": N_("Building and renovation"),
        "nace-G": N_("Shops, trade and vehicle repair"),
        "nace-H": N_("Transport and storage"),
        "nace-I": N_("Hotels, cafés and catering"),
        "nace-J": N_("Media, software and information"),
        "nace-K": N_("Banking and insurance"),
        "nace-L": N_("Property and homes to rent"),
        "nace-M": N_("Consulting, research and design"),
        "nace-N": N_("Cleaning, gardening, hiring and office services"),
        "nace-O": N_("Public administration"),
        "nace-P": N_("Education and training"),
        "nace-Q": N_("Health and social work"),
        "nace-R": N_("Arts, sport and leisure"),
        "nace-S": N_("Associations, repair and personal services"),
        "nace-T": N_("Households as employers"),
        "nace-U": N_("International organisations"),
    },
)
