package dev.atelier.robots;

import dev.atelier.robots.http.ImportLimits;
import dev.atelier.robots.http.RequestLimits;
import dev.atelier.robots.store.StoreLimits;

/**
 * What robots may do with servers that the instructions name.
 *
 * @param imports what may be fetched
 * @param requests what may be asked
 * @param stores how files are left there
 */
public record NetworkLimits(ImportLimits imports, RequestLimits requests, StoreLimits stores) {}
