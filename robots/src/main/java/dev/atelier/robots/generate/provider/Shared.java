package dev.atelier.robots.generate.provider;

import dev.atelier.robots.codec.Codec;

import java.time.InstantSource;

/** What all providers outside use together. */
public record Shared(
        ProviderDoors doors, Purse purse, Codec codec, InstantSource clock, Pause pause) {}
