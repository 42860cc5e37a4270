package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.Usd;

/**
 * What paying is done with.
 *
 * @param assumedPrice of a picture whose price nobody knows
 */
public record Purse(ProviderLedger ledger, ProviderLedger.Budgets budgets, Usd assumedPrice) {}
