"""Pilots: network programmes with their organisers, members, rules and limits."""

from matchmaker.services.pilots.rules import Rule, brokers_of, rule_for

__all__ = ["Rule", "brokers_of", "rule_for"]
