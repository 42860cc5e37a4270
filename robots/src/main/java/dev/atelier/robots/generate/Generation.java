package dev.atelier.robots.generate;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.NotYetException;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Probe;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a wish: sorts the files into roles, finds who serves it, reads the pictures, has the
 * variants made and publishes them. What can be refused is refused before the provider is called.
 */
public final class Generation {
    /** What is held of the source at once: raw, normalised, worked on, put together. */
    private static final int SOURCE_PICTURES = 3;

    private final Codec codec;
    private final ProviderRouting routing;

    public Generation(Codec codec, ProviderRouting routing) {
        this.codec = codec;
        this.routing = routing;
    }

    /** Publishes at least one result, or throws. */
    public void run(Wish wish, RobotInput input, RobotContext job) throws Exception {
        wish.asked().farewell().ifPresent(job::warn);
        Roles roles = Roles.of(input);
        FormatPlan format = format(wish, roles);
        List<ProviderRouting.Choice> choices = routing.choices(wish.model(), wish.provider());
        ProviderRouting.Choice choice = choices.getFirst();
        Headers headers = headers(roles, new InputPictures(codec, job, job::warn));
        SizePlan sizes = sizes(wish, choice, headers.image());
        var easel = new Easel(codec, job, roles, room(headers, sizes, choice.provider()));
        try (var _ = choice.provider().turn(job.key())) {
            Easel subject = roles.image() == null ? null : easel;
            var writer = new RequestWriter(wish, roles, choice, format, sizes, subject, job);
            AssemblyFile origin = roles.image() != null ? roles.image() : first(input);
            make(choices, writer, easel, origin);
        }
    }

    private void make(
            List<ProviderRouting.Choice> choices,
            RequestWriter writer,
            Easel easel,
            @Nullable AssemblyFile origin)
            throws Exception {
        if (writer.choice().provider().load() == Load.PIXELS) {
            easel.take();
        }
        GenerateRequest request = writer.write();
        var finish = new Finish(codec, writer.format().delivered(), request.size(), null);
        String asked = writer.wish().asked().name();
        var publisher = new Publisher(writer.job(), request, asked, finish, easel, origin);
        generate(choices, writer, request, publisher, writer.job());
    }

    private static FormatPlan format(Wish wish, Roles roles) {
        Model model = wish.model();
        if (model.needsImage() && roles.image() == null) {
            throw refused(
                    "%s changes a picture%s, but there is none; upload one in the field image"
                            .formatted(model.name(), model.needsMask() ? " inside a mask" : ""));
        }
        FormatPlan plan;
        try {
            plan = FormatPlan.of(model, wish.format());
        } catch (ParamException e) {
            throw refused(e.param() + ": " + e.getMessage());
        }
        if (plan.delivered().vector() && roles.image() != null) {
            throw refused(
                    "format: a changed picture is made of pixels and cannot be svg; choose png,"
                            + " jpeg, webp or gif"
                            + (plan.asked().vector() && model.formats().size() == 1
                                    ? " and another model, since " + model.name() + " makes svg"
                                    : ""));
        }
        return plan;
    }

    /** The headers of the pictures that will be decoded. */
    private record Headers(@Nullable Probe image, @Nullable Probe mask) {}

    /** References are only looked at, so that a broken one is told early. */
    private static Headers headers(Roles roles, InputPictures pictures) throws Exception {
        for (Roles.Reference reference : roles.references()) {
            pictures.probe(reference.file());
        }
        return new Headers(
                roles.image() == null ? null : pictures.probe(roles.image()),
                roles.mask() == null ? null : pictures.probe(roles.mask()));
    }

    private static SizePlan sizes(
            Wish wish, ProviderRouting.Choice choice, @Nullable Probe source) {
        try {
            return SizePlan.of(wish, choice.standIn(), source);
        } catch (ParamException e) {
            throw refused(e.param() + ": " + e.getMessage());
        }
    }

    /** Everything the job will hold decoded, in pixels. */
    private static long room(Headers headers, SizePlan sizes, ImageProvider provider) {
        long inputs =
                (headers.image() == null ? 0 : SOURCE_PICTURES * headers.image().pixels())
                        + (headers.mask() == null ? 0 : headers.mask().pixels());
        long made = sizes.expected().area();
        return inputs + made * (1 + provider.workPictures());
    }

    private static @Nullable AssemblyFile first(RobotInput input) {
        return input.items().isEmpty() ? null : input.items().getFirst().file();
    }

    /**
     * Asks the next provider only when the one before certainly did nothing that is paid for. When
     * one of them is only left alone for a moment, the job waits instead of failing.
     */
    private static void generate(
            List<ProviderRouting.Choice> choices,
            RequestWriter writer,
            GenerateRequest request,
            Publisher publisher,
            RobotContext job)
            throws Exception {
        var refusals = new ArrayList<String>();
        Duration wait = null;
        for (ProviderRouting.Choice choice : choices) {
            publisher.servedBy(choice.provider().name(), refusals);
            try {
                choice.provider().generate(writer.at(choice, request), publisher);
                complete(choice.provider(), request, publisher, job);
                return;
            } catch (ProviderException e) {
                wait = e.again().orElse(wait);
                boolean last = !e.mayGoElsewhere() || choice.equals(choices.getLast());
                boolean passing = e.again().isPresent() || e.mayGoElsewhere();
                if (last && passing && wait != null) {
                    throw new NotYetException(message(e), wait, NotYetException.Line.NONE);
                }
                if (publisher.delivered() > 0) {
                    job.warn(message(e));
                    complete(choice.provider(), request, publisher, job);
                    return;
                }
                refusals.add(message(e));
                if (last) {
                    throw new AssemblyException(
                            e.kind().code(), String.join(" Then: ", refusals), e);
                }
                job.warn(message(e) + " Another provider was asked.");
            }
        }
    }

    private static void complete(
            ImageProvider provider,
            GenerateRequest request,
            Publisher publisher,
            RobotContext job) {
        if (publisher.delivered() == 0) {
            throw new AssemblyException(
                    ErrorCode.INTERNAL_COMMAND_ERROR, provider.name() + " returned no picture.");
        }
        if (publisher.delivered() < request.outputs()) {
            job.warn(
                    "%s returned %d of the %d pictures asked for."
                            .formatted(provider.name(), publisher.delivered(), request.outputs()));
        }
    }

    private static String message(ProviderException e) {
        return e.getMessage() == null ? e.kind().code().defaultMessage() : e.getMessage();
    }

    private static AssemblyException refused(String message) {
        return new AssemblyException(ErrorCode.IMAGE_GENERATE_VALIDATION, message);
    }
}
