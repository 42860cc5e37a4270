package dev.atelier.server.models;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.AspectRatio;
import dev.atelier.robots.generate.Model;
import dev.atelier.robots.generate.ModelStanding;
import dev.atelier.robots.generate.OutputFormat;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.generate.Usd;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Models as the API and the command line show them. */
public final class ModelJson {
    private ModelJson() {}

    static ObjectNode list(List<ModelStanding> models, String defaultModel) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("ok", "MODELS_FOUND");
        body.put("message", "The models were found.");
        body.put("default_model", defaultModel);
        ArrayNode items = body.putArray("models");
        models.forEach(model -> items.add(one(model)));
        return body;
    }

    /** One model with all that is known of it. */
    public static ObjectNode one(ModelStanding standing) {
        Model model = standing.model();
        ObjectNode item = AssemblyFile.emptyJson();
        item.put("name", model.name());
        model.aliases().forEach(item.putArray("aliases")::add);
        model.formats().stream()
                .map(OutputFormat::extension)
                .forEach(item.putArray("formats")::add);
        item.put("default_format", model.defaultFormat().extension());
        model.ratios().stream()
                .map(AspectRatio::toString)
                .forEach(item.putArray("aspect_ratios")::add);
        item.put("exact_size", model.exactSize());
        item.put("needs_image", model.needsImage());
        item.put("needs_mask", model.needsMask());
        item.put("retired", model.retired());
        item.put("successor", model.successor());
        item.put("from_file", standing.own());
        item.set("runs_now", now(standing));
        ArrayNode places = item.putArray("providers");
        standing.places().forEach(place -> places.add(place(place)));
        return item;
    }

    private static @Nullable ObjectNode now(ModelStanding standing) {
        ProviderRouting.Choice choice = standing.now();
        return choice == null
                ? null
                : AssemblyFile.emptyJson()
                        .put("provider", choice.provider().name())
                        .put("id", choice.nativeModel())
                        .put("stand_in", standing.standsIn());
    }

    private static ObjectNode place(ModelStanding.Place place) {
        Model.Route route = place.route();
        Usd price = route.price();
        ObjectNode item = AssemblyFile.emptyJson();
        item.put("provider", route.provider());
        item.put("id", route.id());
        item.put("id_with_mask", route.masked());
        item.put("takes_images", !route.wordsOnly());
        item.put("price", price == null ? null : price.dollars());
        item.put("ready", place.missing() == null);
        item.put("missing", place.missing());
        return item;
    }
}
