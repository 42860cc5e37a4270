/** The pages for people: the upload form, the result page, and the health report. */
@NullMarked
package dev.atelier.server.console;

import org.jspecify.annotations.NullMarked;
