package dev.atelier.core.assembly;

import dev.atelier.core.instructions.Step;

import java.util.List;

/**
 * One run of a step: its key and the files it works on.
 *
 * @param inputs empty for a step that runs without input
 */
public record JobInput(JobKey key, List<Input> inputs) {

    /**
     * One file on its way into a step.
     *
     * @param from the step that emitted it
     * @param as the tags of the {@code use} entries it came through
     */
    public record Input(AssemblyFile file, String from, List<String> as) {
        public Input {
            as = List.copyOf(as);
        }
    }

    public JobInput {
        inputs = List.copyOf(inputs);
    }

    /** {@code <step>::<step the input came from>}, as the status lists jobs. */
    public String label() {
        String from = inputs.isEmpty() ? Step.ORIGINAL : inputs.getFirst().from();
        return key.step() + "::" + from;
    }
}
