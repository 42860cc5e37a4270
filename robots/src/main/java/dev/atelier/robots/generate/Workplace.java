package dev.atelier.robots.generate;

import java.nio.file.Path;

/** What any paid call may ask of the job it is made for. */
public interface Workplace {
    Path scratch();

    /**
     * @throws java.util.concurrent.CancellationException when the job is no longer wanted
     */
    void checkCancelled();
}
