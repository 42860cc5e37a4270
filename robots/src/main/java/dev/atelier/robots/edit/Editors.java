package dev.atelier.robots.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.generate.Fallback;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderLedger.Entry;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.Workplace;
import dev.atelier.robots.generate.provider.PaidService;
import dev.atelier.robots.generate.provider.Reply;
import dev.atelier.robots.generate.provider.SentPicture;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds who changes a picture and has it done by the rules of paid calls: the provider that was
 * named, else the first that is set up, else, where the settings allow, nobody, so that the method
 * of this house is used.
 */
public final class Editors {
    /** What stands for the method of this house. */
    private static final Set<String> HOUSE = Set.of("embedded", "transloadit");

    private static final List<EditForm> FORMS = List.of(new ReplicateEdits(), new FalEdits());

    /** None outside. */
    public static final Editors NONE =
            new Editors(List.of(), EditModels.bundled(), ModelCatalogue.bundled(), Fallback.AUTO);

    private final List<Desk> desks;
    private final EditModels models;
    private final ModelCatalogue catalogue;
    private final Fallback fallback;

    /** A provider that can change pictures. */
    private record Desk(EditForm form, PaidService service) {}

    /** Somebody to ask. */
    private record Choice(Desk desk, EditModel model) {}

    /**
     * @param services of all providers; those that change no pictures are passed over
     * @param catalogue says which settings a provider lacks
     */
    public Editors(
            List<PaidService> services,
            EditModels models,
            ModelCatalogue catalogue,
            Fallback fallback) {
        this.models = models;
        this.desks =
                FORMS.stream()
                        .flatMap(form ->
                                services.stream()
                                        .filter(it -> it.name().equals(form.provider()))
                                        .map(service -> new Desk(form, service)))
                        .toList();
        this.catalogue = catalogue;
        this.fallback = fallback;
    }

    /** What a step mostly does that names this provider; never throws. */
    public Load load(@Nullable String provider) {
        return spends(provider) ? Load.NETWORK : Load.PIXELS;
    }

    /** Whether a step that names this provider may cost money; yes when only the job will know. */
    public boolean spends(@Nullable String provider) {
        boolean house = provider != null && HOUSE.contains(provider);
        return !house && !ready().isEmpty();
    }

    /** The longest a call may take. */
    public Duration patience() {
        return desks.stream()
                .map(desk -> desk.service().patience())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private List<Desk> ready() {
        return desks.stream().filter(desk -> desk.service().ready()).toList();
    }

    /**
     * Has a picture changed. The job must hold no room for pixels, and holds none afterwards.
     *
     * @param provider as the step names it; null or {@code auto} for any
     * @return empty when the method of this house is to be used
     * @throws AssemblyException when nobody does it, or whoever was asked did not
     */
    public Optional<Edited> edit(
            Edit edit, @Nullable String provider, AssemblyFile file, RobotContext job)
            throws Exception {
        String named = "auto".equals(provider) ? null : provider;
        if (named != null && HOUSE.contains(named)) {
            return Optional.empty();
        }
        List<Choice> choices = choices(edit, named);
        if (choices.isEmpty()) {
            if (named != null || !mayStandIn()) {
                throw nobody(edit);
            }
            return Optional.empty();
        }
        return Optional.of(ask(choices, edit, file, job));
    }

    private boolean mayStandIn() {
        return switch (fallback) {
            case AUTO -> ready().isEmpty();
            case EMBEDDED -> true;
            case ERROR -> false;
        };
    }

    private List<Choice> choices(Edit edit, @Nullable String named) {
        var choices = new ArrayList<Choice>();
        for (Desk desk : ready()) {
            if (named == null || named.equals(desk.service().name())) {
                model(edit, desk, named != null).ifPresent(it -> choices.add(new Choice(desk, it)));
            }
        }
        return choices;
    }

    /** A provider that was named may be asked for a model of its own that nobody here knows. */
    private Optional<EditModel> model(Edit edit, Desk desk, boolean named) {
        String provider = desk.service().name();
        String wanted = edit.model();
        Optional<EditModel> known =
                models.of(edit.task())
                        .filter(it -> it.provider().equals(provider))
                        .filter(it -> wanted == null || it.isCalled(wanted))
                        .findFirst();
        if (known.isPresent() || wanted == null || !named || edit.task() != Edit.Task.CUTOUT) {
            return known;
        }
        Usd price = desk.service().assumedPrice();
        return Optional.of(EditModel.named(edit.task(), provider, wanted, price));
    }

    private static Edited ask(List<Choice> choices, Edit edit, AssemblyFile file, RobotContext job)
            throws Exception {
        SentPicture picture = Outgoing.of(file, choices.getFirst().desk().service().codec(), job);
        var refusals = new ArrayList<String>();
        ProviderException passing = null;
        for (Choice choice : choices) {
            try {
                return ask(choice, edit, picture, job);
            } catch (ProviderException e) {
                refusals.add(String.valueOf(e.getMessage()));
                passing = e.again().isPresent() ? e : passing;
                if (!e.mayGoElsewhere() || choice.equals(choices.getLast())) {
                    PaidService.requireEnd(passing == null || !e.mayGoElsewhere() ? e : passing);
                    String all = String.join(" Then: ", refusals);
                    throw new AssemblyException(e.kind().code(), all, e);
                }
                job.warn(e.getMessage() + " Another provider was asked.");
            } finally {
                job.giveBack();
            }
        }
        throw new IllegalStateException("nobody to ask");
    }

    private static Edited ask(Choice choice, Edit edit, SentPicture picture, RobotContext job)
            throws Exception {
        EditModel model = choice.model();
        PaidService service = choice.desk().service();
        Workplace place = Workplace.of(job);
        Usd price = model.price();
        var work = new EditWork(choice.desk().form(), model, edit, picture, service, place);
        Entry done = service.call(work, place, price);
        Reply.Finished said = PaidService.answer(done);
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("provider", service.name()).put("model", model.name());
        meta.put("cost_estimate", price.dollars());
        Usd cost = said.cost();
        if (cost != null) {
            meta.put("cost", cost.dollars());
        }
        meta.setAll(said.meta());
        return new Edited(done.pictures().getFirst(), model.name(), meta);
    }

    /** What is said when nobody who is set up can do this. */
    public AssemblyException nobody(Edit edit) {
        String settings =
                models.of(edit.task())
                        .filter(it -> edit.model() == null || it.name().equals(edit.model()))
                        .flatMap(it -> catalogue.provider(it.provider()).stream())
                        .map(ModelCatalogue.Provider::toFill)
                        .distinct()
                        .collect(Collectors.joining(" or "));
        String what = edit.model() == null ? "" : " with " + edit.model();
        String how = settings.isEmpty() ? "" : " The operator can set " + settings + ".";
        return new AssemblyException(
                ErrorCode.INTERNAL_COMMAND_ERROR,
                "No provider that %s%s is set up.%s".formatted(edit.task().words(), what, how));
    }
}
