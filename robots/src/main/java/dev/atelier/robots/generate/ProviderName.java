package dev.atelier.robots.generate;

import com.fasterxml.jackson.annotation.JsonCreator;

import dev.atelier.core.robot.ParamException;

import java.util.List;
import java.util.stream.Stream;

/** The name of a provider the catalogue knows, {@code auto} or {@code embedded}. */
public record ProviderName(String value) {

    /**
     * @throws ParamException listing the known providers
     */
    @JsonCreator
    public static ProviderName parse(String text) {
        List<String> known =
                Stream.concat(
                                Stream.of(ProviderRouting.AUTO, ProviderRouting.EMBEDDED),
                                ModelCatalogue.bundled().providers().stream()
                                        .map(ModelCatalogue.Provider::name))
                        .toList();
        if (!known.contains(text.strip())) {
            throw new ParamException(
                    "",
                    "there is no provider \"%s\"; known are %s"
                            .formatted(text, String.join(", ", known)));
        }
        return new ProviderName(text.strip());
    }
}
