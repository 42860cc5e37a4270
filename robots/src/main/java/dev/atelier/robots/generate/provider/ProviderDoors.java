package dev.atelier.robots.generate.provider;

import dev.atelier.robots.outbound.Outbound;

/**
 * The ways out.
 *
 * @param configured asks whatever address the operator configured, follows nothing
 * @param open asks public addresses only
 * @param maxBytes largest answer or picture
 */
public record ProviderDoors(Outbound configured, Outbound open, long maxBytes) {}
