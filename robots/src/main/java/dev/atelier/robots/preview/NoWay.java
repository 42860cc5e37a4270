package dev.atelier.robots.preview;

import dev.atelier.robots.codec.PictureException;

/** A way that is known and not here. */
record NoWay(String reason) implements PreviewWay {
    static final NoWay RENDER = new NoWay("Web pages are not drawn here.");

    @Override
    public Shown of(Subject subject) throws PictureException {
        throw new PictureException(reason);
    }
}
