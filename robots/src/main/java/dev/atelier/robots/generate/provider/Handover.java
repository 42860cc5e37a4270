package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.GeneratedImage;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderJob;
import dev.atelier.robots.generate.ProviderLedger.Entry;
import dev.atelier.robots.generate.Usd;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Hands the pictures of a request over, with what is to be told about them. */
final class Handover {
    private final Adapter adapter;
    private final GenerateRequest request;
    private final Terms terms;
    private final Usd estimate;
    private final ProviderJob job;
    private final @Nullable String wordyStyle;

    /** Of the whole request, told with its first picture. */
    private final List<String> warnings;

    /**
     * @param estimate of one picture
     */
    Handover(Adapter adapter, GenerateRequest request, Terms terms, Usd estimate, ProviderJob job)
            throws ProviderException {
        this.adapter = adapter;
        this.request = request;
        this.terms = terms;
        this.estimate = estimate;
        this.job = job;
        this.wordyStyle = adapter.style(request) == null ? request.style() : null;
        this.warnings = warnings();
    }

    private List<String> warnings() {
        var list = new ArrayList<>(adapter.warnings(request));
        String model = request.nativeModel();
        if (request.seedGiven() && !terms.seeds()) {
            list.add(
                    "%s takes no seed for %s; the same request gives other pictures next time."
                            .formatted(adapter.name(), model));
        }
        if (NativeIds.hasMask(request) && terms.mask() == MaskForm.NONE) {
            list.add(
                    "%s is not told of the mask at %s: it changed the whole picture, and what is outside the mask was put back."
                            .formatted(model, adapter.name()));
        }
        if (request.quality() != null && !terms.qualities()) {
            list.add(
                    "%s has no choice of quality for %s; it was left out."
                            .formatted(adapter.name(), model));
        }
        return list;
    }

    void deliver(Chunk chunk, Entry done) throws Exception {
        Reply.Finished answer = Facts.answer(done.facts());
        var notices = new ArrayList<>(warnings);
        warnings.clear();
        answer.refused()
                .forEach(reason -> notices.add(adapter.name() + " left one out: " + reason));
        for (int i = 0; i < answer.pictures().size(); i++) {
            Made made = answer.pictures().get(i);
            Long told = made.seed();
            job.deliver(
                    new GeneratedImage(
                            new GeneratedImage.Encoded(done.pictures().get(i)),
                            request.model().name(),
                            origin(),
                            told != null ? told : chunk.seed() + i,
                            i == 0 ? notices : List.of(),
                            meta(answer, made)));
        }
    }

    private GeneratedImage.Origin origin() {
        return request.image() == null
                ? GeneratedImage.Origin.MODEL
                : GeneratedImage.Origin.MODEL_IN_PICTURE;
    }

    private ObjectNode meta(Reply.Finished answer, Made made) {
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("native_model", request.nativeModel());
        meta.put("cost_estimate", estimate.dollars());
        @Nullable Usd cost = answer.cost();
        if (cost != null) {
            meta.put("cost", cost.each(answer.pictures().size()).dollars());
        }
        if (!terms.seeds()) {
            meta.put("seed_used", false);
        }
        if (wordyStyle != null) {
            meta.put("style_in_prompt", wordyStyle);
        }
        if (made.revisedPrompt() != null) {
            meta.put("revised_prompt", made.revisedPrompt());
        }
        meta.setAll(answer.meta());
        return meta;
    }
}
