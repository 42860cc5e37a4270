package dev.atelier.robots.generate;

import dev.atelier.core.robot.Bands;

import java.util.concurrent.Callable;

/** What a provider may ask of the house while it works on one request. */
public interface ProviderJob extends Workplace {
    /** Hands over the next variant, which is published at once. Variants come in order. */
    void deliver(GeneratedImage image) throws Exception;

    /** Runs work that keeps a core busy on the pixel pool and waits for it. */
    <T> T pixels(Callable<T> work) throws Exception;

    /** Splits pixel work into bands on the pixel pool. */
    Bands bands();
}
