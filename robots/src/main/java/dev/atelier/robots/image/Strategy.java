package dev.atelier.robots.image;

/** How a picture of one shape gets into a frame of another. */
enum Strategy {
    /** Cuts without scaling, by coordinates or around the gravity. */
    CROP,
    /** Fills the frame and cuts what hangs over. */
    FILLCROP,
    /** As large as possible inside the frame. */
    FIT,
    /** As small as possible around the frame. */
    MIN_FIT,
    /** As fit, with bars that fill up the frame. */
    PAD,
    /** Exactly the frame, whatever becomes of the ratio. */
    STRETCH
}
