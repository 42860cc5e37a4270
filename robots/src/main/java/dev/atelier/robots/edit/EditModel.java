package dev.atelier.robots.edit;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.robots.generate.Usd;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * A model of a provider that does one task. They are data, as the models that make pictures are.
 *
 * @param name as a step names it
 * @param id the provider's own name
 * @param official whether the provider itself runs it, without versions
 * @param dollars what one picture is taken to cost
 * @param image the input the picture goes into, for a model nobody here knows; null for the usual
 * @param scale the input the factor goes into, for such a model; null when it takes none
 */
record EditModel(
        Edit.Task task,
        String provider,
        String name,
        String id,
        boolean official,
        String dollars,
        @Nullable String image,
        @Nullable String scale) {

    /** One that a step names and nobody has listed. */
    static EditModel named(Edit.Task task, String provider, String name, Usd price) {
        String dollars = price.dollars().toPlainString();
        return new EditModel(task, provider, name, name, false, dollars, null, null);
    }

    /** As an entry has it that was checked. */
    static EditModel of(JsonNode entry) {
        return new EditModel(
                Edit.Task.valueOf(entry.path("task").asText().toUpperCase(Locale.ROOT)),
                entry.path("provider").asText(),
                entry.path("name").asText(),
                entry.path("id").asText(),
                entry.path("official").asBoolean(),
                entry.path("price").decimalValue().toPlainString(),
                entry.path("image").textValue(),
                entry.path("scale").textValue());
    }

    Usd price() {
        return Usd.parse(dollars);
    }

    boolean isCalled(String other) {
        return name.equals(other) || id.equals(other);
    }
}
