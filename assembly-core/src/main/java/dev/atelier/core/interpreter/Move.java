package dev.atelier.core.interpreter;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.error.AssemblyError;

/** Something an Assembly now needs done. */
public sealed interface Move {

    /** Put a job on its lane. A job that waits or runs already is left as it is. */
    record Enqueue(JobKey job, Lane lane) implements Move {}

    /** End the Assembly well. */
    record Complete() implements Move {}

    /** End the Assembly with an error. */
    record Fail(AssemblyError error) implements Move {}

    /** Tell the URL of the request that the Assembly has ended. */
    record Notify() implements Move {}

    /** Take back what still waits or runs. */
    record StopJobs() implements Move {}
}
