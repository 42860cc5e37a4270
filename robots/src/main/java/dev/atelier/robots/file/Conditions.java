package dev.atelier.robots.file;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@code accepts} or {@code declines} asks of a file.
 *
 * @param rules none hold when the list is empty
 * @param fixed the answer, where a variable gave it
 * @param expression text still holding a variable, which only a job can read
 */
record Conditions(List<Condition> rules, @Nullable Boolean fixed, @Nullable String expression) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Conditions of(JsonNode node) {
        if (node.isBoolean()) {
            return new Conditions(List.of(), node.booleanValue(), null);
        }
        if (node.isTextual() && node.textValue().contains("${")) {
            return new Conditions(List.of(), null, node.textValue());
        }
        if (!node.isArray()) {
            throw new ParamException(
                    "",
                    "must be a list of conditions, such as [[\"${file.size}\", \">\", \"1kb\"]]");
        }
        List<Condition> rules =
                IntStream.range(0, node.size())
                        .mapToObj(i -> Condition.of(node.get(i), i))
                        .toList();
        return new Conditions(rules, null, null);
    }

    boolean hold(boolean all) {
        if (expression != null) {
            throw new AssemblyException(
                    ErrorCode.FILE_FILTER_VALIDATION,
                    "This expression cannot be evaluated: " + expression);
        }
        if (fixed != null) {
            return fixed;
        }
        return !rules.isEmpty()
                && (all
                        ? rules.stream().allMatch(Condition::holds)
                        : rules.stream().anyMatch(Condition::holds));
    }
}
