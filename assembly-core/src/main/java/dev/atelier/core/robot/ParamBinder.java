package dev.atelier.core.robot;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.Violation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Turns a step's raw parameters into the robot's record and reports everything that is wrong with
 * them at once, each with its JSON path.
 */
public final class ParamBinder {
    private ParamBinder() {}

    /**
     * The record for one job, after variables were put in.
     *
     * @param raw the robot's own parameters, without the common ones of every step
     * @throws AssemblyException with all violations
     */
    public static <P extends Record> P bind(RobotDescriptor<P> about, String step, ObjectNode raw) {
        var binding = new ParamBinding(about, step, false);
        @Nullable P params = binding.record(about.params(), raw, "steps." + step);
        if (params == null) {
            throw new AssemblyException(AssemblyError.of(binding.violations()));
        }
        return params;
    }

    /**
     * What is wrong with parameters as they were sent. Values that hold variables are left for the
     * job; only when there are none do the checks across parameters run too.
     */
    public static List<Violation> check(RobotDescriptor<?> about, String step, ObjectNode raw) {
        var binding = new ParamBinding(about, step, true);
        binding.record(about.params(), raw, "steps." + step);
        return binding.violations();
    }
}
