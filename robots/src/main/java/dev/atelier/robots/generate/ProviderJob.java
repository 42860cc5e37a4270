package dev.atelier.robots.generate;

import dev.atelier.core.robot.Bands;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** What a provider may ask of the house while it works on one request. */
public interface ProviderJob {
    /** Hands over the next variant, which is published at once. Variants come in order. */
    void deliver(GeneratedImage image) throws Exception;

    Path scratch();

    /** Runs work that keeps a core busy on the pixel pool and waits for it. */
    <T> T pixels(Callable<T> work) throws Exception;

    /** Splits pixel work into bands on the pixel pool. */
    Bands bands();

    /**
     * @throws java.util.concurrent.CancellationException when the job is no longer wanted
     */
    void checkCancelled();
}
