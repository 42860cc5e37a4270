package dev.atelier.core.robot;

/**
 * Transforms files. One class per robot, its parameters a nested record {@code Params}.
 *
 * @param <P> the parameter record
 */
public interface Robot<P extends Record> {
    RobotDescriptor<P> about();

    /**
     * Does one job. Results leave through {@link RobotContext#emit}; a job that emits nothing ends
     * its branch. Called again with the same input after a crash, it must give the same results.
     *
     * @throws dev.atelier.core.error.AssemblyException with the code and message for the client
     * @throws Exception anything else becomes the robot's failure code ({@link
     *     RobotDescriptor#failure}); the message of an {@code IOException} is shown to the client
     *     unless it is a {@code FileSystemException}, that of a {@code RuntimeException} only to
     *     the operator
     */
    void run(P params, RobotInput input, RobotContext job) throws Exception;
}
