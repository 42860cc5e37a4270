package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The two ways to run what a native library can do. */
public enum Way {
    JAVA,
    NATIVE;

    /** Skips the test, and says so, where the machine has no library. */
    public Codec codec() {
        if (this == JAVA) {
            return new Codec(PixelLimits.DEFAULT, Libraries.off());
        }
        assumeTrue(
                !Libraries.find().names().containsValue("java"),
                "not run: this machine has no libturbojpeg (Debian: libturbojpeg0)");
        return new Codec(PixelLimits.DEFAULT, Libraries.find());
    }
}
