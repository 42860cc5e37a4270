/**
 * Tells a subject from its background by colour and place alone: a random walk over a small copy
 * (Grady, 2006) whose colour models are learned anew from each answer, brought to full size by a
 * guided filter (He, Sun and Tang, 2010).
 */
@NullMarked
package dev.atelier.robots.image.cutout;

import org.jspecify.annotations.NullMarked;
