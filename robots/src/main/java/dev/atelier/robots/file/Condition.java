package dev.atelier.robots.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamException;

import org.jspecify.annotations.Nullable;

/**
 * One comparison of two values.
 *
 * @param pattern the right side compiled, for the operators that need it
 */
record Condition(JsonNode left, Operator operator, JsonNode right, @Nullable Pattern pattern) {
    private static final int LONGEST_PATTERN = 1000;
    private static final double MOST_UNROLLED = 1_000_000;
    private static final Pattern REPETITION = Pattern.compile("\\{(?:[0-9]*,)?([0-9]+),?\\}");

    static Condition of(JsonNode node, int index) {
        boolean unary =
                node.size() == 2 && Operator.of(node.get(1)).filter(Operator::unary).isPresent();
        if (!node.isArray() || (node.size() != 3 && !unary)) {
            throw new ParamException(
                    "", "entry " + index + " must be a list [left, operator, right]");
        }
        Operator operator = Operator.of(node.get(1)).orElseThrow(() -> unknown(node.get(1), index));
        JsonNode right = node.size() == 3 ? node.get(2) : TextNode.valueOf("");
        return new Condition(
                node.get(0),
                operator,
                right,
                operator.matches() ? compiled(Operand.text(right), index) : null);
    }

    private static ParamException unknown(JsonNode given, int index) {
        return new ParamException(
                "",
                "entry "
                        + index
                        + " has no such operator: "
                        + given
                        + "; known are "
                        + String.join(", ", Operator.words()),
                ErrorCode.FILE_FILTER_INVALID_OPERATOR);
    }

    /** Null while the pattern holds a variable. */
    private static @Nullable Pattern compiled(String regex, int index) {
        if (regex.contains("${")) {
            return null;
        }
        if (regex.length() > LONGEST_PATTERN || unrolled(regex) > MOST_UNROLLED) {
            throw new ParamException(
                    "", "entry " + index + " has a pattern that is too long or repeats too much");
        }
        try {
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException wrong) {
            throw new ParamException(
                    "", "entry " + index + " has a bad pattern: " + wrong.getMessage());
        }
    }

    /** How long the pattern can get when counted repetitions, nested ones too, are written out. */
    private static double unrolled(String regex) {
        double length = regex.length();
        var repetition = REPETITION.matcher(regex);
        while (repetition.find()) {
            length *= Math.max(1, Double.parseDouble(repetition.group(1)));
        }
        return length;
    }

    boolean holds() {
        return switch (operator) {
            case EQUAL -> Operand.looselyEqual(left, right);
            case UNEQUAL -> !Operand.looselyEqual(left, right);
            case SAME -> Operand.same(left, right);
            case DIFFERENT -> !Operand.same(left, right);
            case LESS -> Operand.compare(left, right) < 0;
            case AT_MOST -> Operand.compare(left, right) <= 0;
            case MORE -> Operand.compare(left, right) > 0;
            case AT_LEAST -> Operand.compare(left, right) >= 0;
            case REGEX -> found();
            case NOT_REGEX -> !found();
            case INCLUDES -> Operand.includes(left, right);
            case NOT_INCLUDES -> !Operand.includes(left, right);
            case EMPTY -> Operand.empty(left);
            case NOT_EMPTY -> !Operand.empty(left);
        };
    }

    private boolean found() {
        return pattern != null && pattern.matcher(Operand.text(left)).find();
    }
}
