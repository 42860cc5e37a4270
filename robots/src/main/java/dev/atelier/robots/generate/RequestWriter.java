package dev.atelier.robots.generate;

import dev.atelier.core.robot.RobotContext;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes a wish and its pictures down as a provider is told them, and tells what was dropped. */
record RequestWriter(
        Wish wish,
        Roles roles,
        ProviderRouting.Choice choice,
        FormatPlan format,
        SizePlan sizes,
        @Nullable Easel easel,
        RobotContext job) {

    GenerateRequest write() throws Exception {
        GenerateRequest.Mask mask = easel == null ? null : mask(easel);
        boolean sized = mask == null;
        if (!sized && wish.namesSize()) {
            job.warn(
                    "width, height and aspect_ratio were not used: with a mask the result has the"
                            + " size of the picture.");
        }
        format.notice(wish.model()).ifPresent(job::notice);
        if (wish.standsIn()) {
            job.notice(
                    "Nobody with a key serves %s here; %s, the default of this service, made the picture."
                            .formatted(wish.asked().name(), wish.model().name()));
        }
        if (choice.standIn() && !ProviderRouting.EMBEDDED.equals(wish.provider())) {
            job.notice(
                    "Nobody with a key serves %s here; the engine of this service made the picture."
                            .formatted(wish.model().name()));
        }
        return new GenerateRequest(
                job.key(),
                wish.model(),
                choice.nativeModel(),
                wish.prompt(),
                null,
                wish.style(),
                wish.quality(),
                wish.outputs(),
                wish.seed().of(job.key()),
                wish.seed().given(),
                sized ? sizes.exact() : null,
                sized ? sizes.shape() : null,
                format.asked(),
                easel == null ? null : source(easel),
                mask,
                references());
    }

    /** The request in the words and under the name of one provider. */
    GenerateRequest at(ProviderRouting.Choice one, GenerateRequest request) {
        GenerateRequest.Mask mask = request.mask();
        boolean masked = mask != null && !mask.full();
        boolean shown = one.provider().showsMask();
        return request.at(
                one.nativeModel(),
                PromptContext.of(wish.model(), roles, masked, shown).orElse(null));
    }

    private GenerateRequest.Source source(Easel pictures) throws Exception {
        Subject subject = pictures.subject();
        BufferedImage upright = subject.upright();
        return new GenerateRequest.Source(
                subject.file(),
                job.open(subject.file()),
                new PictureSize(upright.getWidth(), upright.getHeight()),
                () -> pictures.subject().upright());
    }

    private GenerateRequest.@Nullable Mask mask(Easel pictures) throws Exception {
        CanonicalMask area = pictures.subject().area();
        return area == null
                ? null
                : new GenerateRequest.Mask(
                        roles.mask(),
                        area.isFull(),
                        () -> Objects.requireNonNull(pictures.subject().area()));
    }

    private List<GenerateRequest.Reference> references() throws IOException {
        var list = new ArrayList<GenerateRequest.Reference>();
        for (Roles.Reference reference : roles.references()) {
            list.add(
                    new GenerateRequest.Reference(
                            reference.file(), reference.label(), job.open(reference.file())));
        }
        return list;
    }
}
