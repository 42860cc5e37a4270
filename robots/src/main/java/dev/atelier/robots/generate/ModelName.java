package dev.atelier.robots.generate;

import com.fasterxml.jackson.annotation.JsonCreator;

import dev.atelier.core.robot.ParamException;

/** The name of a model that exists, in its main spelling. */
public record ModelName(String value) {

    /**
     * @throws ParamException listing the known models
     */
    @JsonCreator
    public static ModelName parse(String text) {
        return new ModelName(ModelCatalogue.bundled().require(text.strip()).name());
    }
}
