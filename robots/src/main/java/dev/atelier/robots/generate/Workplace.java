package dev.atelier.robots.generate;

import dev.atelier.core.robot.RobotContext;

import java.nio.file.Path;

/** What any paid call may ask of the job it is made for. */
public interface Workplace {
    static Workplace of(RobotContext job) {
        return new Workplace() {
            @Override
            public Path scratch() {
                return job.scratch();
            }

            @Override
            public void rest() {
                job.giveBack();
            }

            @Override
            public void checkCancelled() {
                job.checkCancelled();
            }
        };
    }

    Path scratch();

    /**
     * The job now waits for somebody outside: what it holds decoded is let go, and its room given
     * back, until it is needed again.
     */
    void rest();

    /**
     * @throws java.util.concurrent.CancellationException when the job is no longer wanted
     */
    void checkCancelled();
}
