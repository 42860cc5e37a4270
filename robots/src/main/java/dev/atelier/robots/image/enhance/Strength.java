package dev.atelier.robots.image.enhance;

/**
 * How far an automatic correction may go.
 *
 * @param clip share of the pixels that may end as black, and as white
 * @param gain most that a range of tones is stretched
 * @param cast most that one colour channel is lifted or lowered against the others
 * @param gamma most that the middle is lightened or darkened
 * @param curve bend of the contrast, 0 for none
 * @param saturation factor
 * @param sharpen share of the local difference that is added
 */
public record Strength(
        double clip,
        double gain,
        double cast,
        double gamma,
        double curve,
        double saturation,
        double sharpen) {
    public static final Strength GENTLE = new Strength(0.0005, 1.2, 0.03, 1.1, 0, 1.03, 0.15);
    public static final Strength BALANCED = new Strength(0.002, 1.6, 0.08, 1.3, 0.12, 1.08, 0.3);
    public static final Strength AGGRESSIVE = new Strength(0.01, 3, 0.15, 1.6, 0.3, 1.2, 0.5);
}
