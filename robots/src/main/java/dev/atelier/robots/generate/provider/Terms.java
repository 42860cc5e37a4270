package dev.atelier.robots.generate.provider;

/**
 * What a provider can do in one call for a certain request.
 *
 * @param outputs most pictures it makes at once
 * @param mask how it is told where to change a picture
 * @param seeds whether the seed decides the picture
 * @param qualities whether it may be told how much work to put into it
 */
public record Terms(int outputs, MaskForm mask, boolean seeds, boolean qualities) {

    /** Of a model whose quality nobody chooses. */
    public Terms(int outputs, MaskForm mask, boolean seeds) {
        this(outputs, mask, seeds, false);
    }
}
