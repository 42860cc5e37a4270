package dev.atelier.server.wire;

import dev.atelier.core.error.ErrorCode;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes the page of the documentation that lists every error. */
public final class ErrorPage {
    private static final String HEAD =
            """
            # Errors

            A refused request is answered with the status below and a JSON body; an Assembly that fails later
            carries the same members in its status document, which itself is answered with 200.

            ```json
            {
              "error": "ASSEMBLY_STEP_UNKNOWN_ROBOT",
              "http_code": 400,
              "message": "what happened and what to change",
              "reason": "the same, with every violation of the instructions",
              "step": "the step at fault, if one is",
              "violations": [{ "code": "…", "path": "steps.resized.robot", "message": "…" }],
              "assembly_id": "the Assembly that records the refusal, if there is one"
            }
            ```

            The codes are those the clients of the API know. This page is generated from the code.

            | Code | Status | Meaning | Worth trying again |
            |---|---|---|---|
            """;

    private ErrorPage() {}

    /** {@code docs/errors.md}. */
    public static String markdown() {
        return HEAD
                + Arrays.stream(ErrorCode.values())
                        .map(ErrorPage::row)
                        .collect(Collectors.joining());
    }

    private static String row(ErrorCode code) {
        return "| `%s` | %d | %s | %s |\n"
                .formatted(
                        code.name(),
                        code.httpStatus(),
                        code.defaultMessage(),
                        code.retryable() ? "yes" : "no");
    }
}
