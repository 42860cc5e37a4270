package dev.atelier.core.run;

/**
 * What a job wanted to store could not be stored. No fault of the job's: this run counts as lost
 * and the queue has it run again.
 */
final class LostRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostRunException(String message, Throwable cause) {
        super(message, cause);
    }
}
