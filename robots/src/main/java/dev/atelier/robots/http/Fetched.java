package dev.atelier.robots.http;

import java.nio.file.Path;

/**
 * A file fetched into the scratch folder.
 *
 * @param name as the server or the URL says
 */
record Fetched(Path bytes, String name, long size) {}
