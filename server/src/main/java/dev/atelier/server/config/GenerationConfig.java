package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

import org.jspecify.annotations.Nullable;

/** Making pictures from words. */
public record GenerationConfig(
        @Param(
                        doc =
                                "Who serves a model whose provider has no key. auto: the"
                                        + " embedded engine as long as no provider at all is"
                                        + " configured, then the model of `default_model` if"
                                        + " you set one; embedded: always the embedded engine;"
                                        + " error: nobody.",
                        oneOf = {"auto", "embedded", "error"},
                        fallback = "auto")
                String fallback,
        @Param(
                        doc =
                                "The model of steps that name none. When left out,"
                                        + " google/nano-banana, or what the embedded engine"
                                        + " makes of it.")
                @Nullable String defaultModel,
        @Param(
                        doc =
                                "A JSON file with models that are added or changed; see"
                                        + " docs/providers/models.md.")
                @Nullable String modelsFile,
        @Param(
                        doc = "Time a provider has for one call in all, in seconds.",
                        min = 1,
                        max = 3_600,
                        fallback = "600")
                int deadlineSeconds,
        @Param(
                        doc =
                                "Failed calls of one provider within a minute after which it is"
                                        + " left alone for a while; its jobs wait.",
                        min = 1,
                        max = 1_000_000,
                        fallback = "20")
                int failures,
        @Param(
                        doc = "How long it is left alone then, in seconds.",
                        min = 1,
                        max = 3_600,
                        fallback = "30")
                int pauseSeconds,
        @Param(
                        doc =
                                "How long a provider may fail without one success before its"
                                        + " jobs fail at once instead of waiting, in seconds.",
                        min = 0,
                        max = 86_400,
                        fallback = "600")
                int patienceSeconds,
        @Param(
                        doc =
                                "What one Assembly may spend on providers, in US dollars."
                                        + " Without it no limit.",
                        pattern = "\\d{1,9}(\\.\\d{1,6})?")
                @Nullable String budgetAssembly,
        @Param(
                        doc =
                                "What all Assemblies of one key may spend in a day of UTC, in"
                                        + " US dollars. Without it no limit.",
                        pattern = "\\d{1,9}(\\.\\d{1,6})?")
                @Nullable String budgetKeyDay,
        @Param(
                        doc =
                                "What may be spent with one provider in a day of UTC, in US"
                                        + " dollars. Without it no limit.",
                        pattern = "\\d{1,9}(\\.\\d{1,6})?")
                @Nullable String budgetProviderDay,
        @Param(
                        doc =
                                "What a picture is taken to cost when nobody knows, in US"
                                        + " dollars.",
                        pattern = "\\d{1,9}(\\.\\d{1,6})?",
                        fallback = "0.06")
                String assumedPrice,
        @Param(
                        doc = "Largest answer or picture of a provider, in megabytes.",
                        min = 1,
                        max = 4_096,
                        fallback = "200")
                int answerMegabytes) {}
