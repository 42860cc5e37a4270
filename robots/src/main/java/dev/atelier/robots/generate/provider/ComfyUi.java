package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.PictureSize;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.provider.Workflow.Slot;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ComfyUI with workflows of the operator, one each for words, for a whole picture and for a masked
 * one. The order has an id of our own: after a crash it is looked for, and sent again only when it
 * never arrived. Form as in its {@code server.py} of October 2025.
 */
public final class ComfyUi implements AtHome {
    private static final int STEP = 8;

    private final @Nullable Workflow words;
    private final @Nullable Workflow image;
    private final @Nullable Workflow masked;
    private final String negative;
    private final int pixels;

    public ComfyUi() {
        this(Map.of());
    }

    private ComfyUi(Map<String, String> options) {
        var own = new OwnSettings("comfyui", options);
        words = workflow(own, "workflow", Set.of(), Set.of(Slot.IMAGE, Slot.MASK));
        image = workflow(own, "workflow_image", Set.of(Slot.IMAGE), Set.of(Slot.MASK));
        masked = workflow(own, "workflow_mask", Set.of(Slot.IMAGE, Slot.MASK), Set.of());
        negative = own.text("negative_prompt", "");
        pixels = own.whole("pixels", PIXELS, LEAST_PIXELS, MOST_PIXELS);
    }

    private static @Nullable Workflow workflow(
            OwnSettings own, String setting, Set<Slot> pictures, Set<Slot> useless) {
        String file = own.text(setting);
        if (file == null) {
            return null;
        }
        var needed = new java.util.HashSet<>(pictures);
        needed.add(Slot.PROMPT);
        needed.add(Slot.SEED);
        try {
            return Workflow.read(file, needed, useless);
        } catch (IllegalArgumentException e) {
            throw own.wrong(setting, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Adapter configured(Map<String, String> options) {
        return new ComfyUi(options);
    }

    @Override
    public String name() {
        return "comfyui";
    }

    @Override
    public Set<String> options() {
        return Set.of("workflow", "workflow_image", "workflow_mask", "negative_prompt", "pixels");
    }

    /** Pictures of a batch share one noise, so every variant is an order of its own. */
    @Override
    public Terms terms(GenerateRequest request) throws ProviderException {
        References.needPicture(name(), request);
        workflow(request);
        return new Terms(1, masks(request) ? MaskForm.WHITE : MaskForm.NONE, true);
    }

    /** Without a workflow for masks the whole picture is changed and the kept part put back. */
    private boolean masks(GenerateRequest request) {
        return request.mask() != null && masked != null;
    }

    private Workflow workflow(GenerateRequest request) throws ProviderException {
        boolean picture = request.image() != null;
        Workflow workflow = !picture ? words : masks(request) ? masked : image;
        if (workflow == null) {
            throw new ProviderException(
                    Kind.MODEL_GONE,
                    "comfyui has no workflow for %s; set providers.comfyui.%s."
                            .formatted(
                                    picture ? "a picture to change" : "words",
                                    !picture
                                            ? "workflow"
                                            : request.mask() == null
                                                    ? "workflow_image"
                                                    : "workflow_mask"));
        }
        return workflow;
    }

    @Override
    public Ask submit(Chunk chunk, Desk desk) throws Exception {
        GenerateRequest request = chunk.request();
        PictureSize size = AtHome.size(request, STEP, pixels);
        var values = new EnumMap<Slot, JsonNode>(Slot.class);
        values.put(Slot.PROMPT, new TextNode(desk.prompt()));
        values.put(Slot.NEGATIVE, new TextNode(negative));
        values.put(Slot.SEED, new LongNode(seed(chunk)));
        values.put(Slot.WIDTH, new IntNode(size.width()));
        values.put(Slot.HEIGHT, new IntNode(size.height()));
        SentPicture picture = desk.image();
        if (picture != null) {
            values.put(Slot.IMAGE, upload(picture, "image", chunk, desk));
        }
        SentPicture mask = masks(request) ? desk.maskEvenOfAll() : null;
        if (mask != null) {
            values.put(Slot.MASK, upload(mask, "mask", chunk, desk));
        }
        ObjectNode body = AssemblyFile.emptyJson();
        body.set("prompt", workflow(request).filled(values));
        body.put("client_id", "atelier");
        body.put("prompt_id", id(chunk));
        body.putObject("extra_data");
        return Ask.post("/prompt", body);
    }

    private static long seed(Chunk chunk) {
        return NativeSeeds.within(chunk.seed(), NativeSeeds.MOST_AT_HOME);
    }

    /** The name under which a node can load it. */
    private static JsonNode upload(SentPicture picture, String role, Chunk chunk, Desk desk)
            throws Exception {
        String name = "atelier-%s-%s.%s".formatted(chunk.key(), role, picture.extension());
        var form = new Ask.Form();
        form.file("image", name, picture);
        form.text("type", "input");
        form.text("subfolder", "atelier");
        form.text("overwrite", "true");
        JsonNode stored = desk.free(Ask.post("/upload/image", form)).json();
        String folder = stored.path("subfolder").asText("");
        String file = stored.path("name").asText(name);
        return new TextNode(folder.isEmpty() ? file : folder + "/" + file);
    }

    /** A UUID that is the same for the same work. */
    static String id(Chunk chunk) {
        String hex = chunk.key();
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }

    @Override
    public Reply submitted(Answer answer, Chunk chunk) throws ProviderException {
        String id = answer.json().path("prompt_id").asText("");
        if (!id.matches("[\\w-]{1,100}")) {
            throw new ProviderException(
                    Kind.BROKEN, name() + " did not say that it took the order.");
        }
        return ComfyHistory.begin(id);
    }

    @Override
    public Ask poll(ObjectNode ticket) {
        return ComfyHistory.question(ticket);
    }

    @Override
    public ObjectNode ownTicket(Chunk chunk) {
        return ComfyHistory.begin(id(chunk)).ticket();
    }

    @Override
    public Reply polled(Answer answer, ObjectNode ticket, Chunk chunk) throws ProviderException {
        return ComfyHistory.reply(answer.json(), ticket, seed(chunk));
    }

    @Override
    public Ask harmless() {
        return Ask.get("/queue");
    }

    /** A workflow that does not fit this installation is told with its node. */
    @Override
    public ProviderException refusal(Answer answer) {
        JsonNode json = answer.errorJson();
        var words = new ArrayList<String>();
        for (var node : json.path("node_errors").properties()) {
            for (JsonNode error : node.getValue().path("errors")) {
                words.add(
                        "node %s (%s): %s, %s"
                                .formatted(
                                        node.getKey(),
                                        node.getValue().path("class_type").asText(),
                                        error.path("message").asText(),
                                        error.path("details").asText()));
            }
        }
        return words.isEmpty()
                ? Refusals.byStatus(name(), answer, json.at("/error/message").asText(""))
                : new ProviderException(
                        Kind.MODEL_GONE,
                        "The workflow does not fit this ComfyUI: " + String.join("; ", words));
    }

    @Override
    public List<String> warnings(GenerateRequest request) {
        return References.leftOut(name(), request);
    }
}
