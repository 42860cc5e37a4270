package dev.atelier.robots;

import dev.atelier.core.robot.Robot;
import dev.atelier.robots.archive.ArchiveLimits;
import dev.atelier.robots.chat.AiChatRobot;
import dev.atelier.robots.chat.ChatModel;
import dev.atelier.robots.chat.ImageDescribeRobot;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.document.PdfPages;
import dev.atelier.robots.edit.Editors;
import dev.atelier.robots.file.FileCompressRobot;
import dev.atelier.robots.file.FileDecompressRobot;
import dev.atelier.robots.file.FileFilterRobot;
import dev.atelier.robots.file.FileHashRobot;
import dev.atelier.robots.file.FileReadRobot;
import dev.atelier.robots.file.FileServeRobot;
import dev.atelier.robots.file.FileVerifyRobot;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.http.HttpImportRobot;
import dev.atelier.robots.http.HttpRequestRobot;
import dev.atelier.robots.http.ImportLimits;
import dev.atelier.robots.image.ImageBgremoveRobot;
import dev.atelier.robots.image.ImageEnhanceRobot;
import dev.atelier.robots.image.ImageGenerateRobot;
import dev.atelier.robots.image.ImageMergeRobot;
import dev.atelier.robots.image.ImageOptimizeRobot;
import dev.atelier.robots.image.ImageResizeRobot;
import dev.atelier.robots.image.ImageUpscaleRobot;
import dev.atelier.robots.image.RemoteMark;
import dev.atelier.robots.meta.MediaTools;
import dev.atelier.robots.meta.MetaReadRobot;
import dev.atelier.robots.meta.MetaWriteRobot;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.preview.FilePreviewRobot;
import dev.atelier.robots.script.ScriptRunRobot;
import dev.atelier.robots.script.Scripts;
import dev.atelier.robots.store.S3ImportRobot;
import dev.atelier.robots.store.S3Limits;
import dev.atelier.robots.store.S3StoreRobot;
import dev.atelier.robots.store.TusStoreRobot;
import dev.atelier.robots.upload.UploadHandleRobot;

import java.util.List;
import java.util.function.Supplier;

/** The robots that come with the house. */
public final class BuiltinRobots {
    private BuiltinRobots() {}

    /**
     * @param routing who makes pictures
     * @param editors who changes them
     * @param chat who answers conversations
     * @param outbound the way to servers on the web
     * @param limits what may be done with them
     * @param archives what may be unpacked
     * @param scripts runs what nobody has looked at
     * @param tools what knows videos and sounds, looked for when it is needed
     * @param pages draws pages of PDFs
     */
    public static List<Robot<?>> all(
            Codec codec,
            ProviderRouting routing,
            Editors editors,
            ChatModel chat,
            Outbound outbound,
            NetworkLimits limits,
            ArchiveLimits archives,
            Scripts scripts,
            Supplier<MediaTools> tools,
            PdfPages pages) {
        ImportLimits imports = limits.imports();
        var mark = new RemoteMark(outbound, imports.time(), imports.fileBytes());
        var s3 =
                new S3Limits(
                        imports.files(), imports.fileBytes(), imports.totalBytes(), imports.time());
        return List.of(
                new UploadHandleRobot(),
                new ImageGenerateRobot(codec, routing),
                new ImageResizeRobot(codec, mark),
                new ImageOptimizeRobot(codec),
                new ImageMergeRobot(codec),
                new ImageBgremoveRobot(codec, editors),
                new ImageUpscaleRobot(codec, editors),
                new ImageEnhanceRobot(codec, editors),
                new ImageDescribeRobot(codec, chat),
                new AiChatRobot(codec, chat),
                new FileFilterRobot(),
                new FileCompressRobot(),
                new FileDecompressRobot(archives),
                new FileHashRobot(),
                new FileReadRobot(),
                new FileServeRobot(),
                new FileVerifyRobot(codec, archives),
                new FilePreviewRobot(codec, tools, pages),
                new MetaReadRobot(),
                new MetaWriteRobot(codec),
                new HttpImportRobot(outbound, imports),
                new HttpRequestRobot(outbound, limits.requests()),
                new S3ImportRobot(outbound, s3),
                new S3StoreRobot(outbound, limits.stores()),
                new TusStoreRobot(outbound, limits.stores()),
                new ScriptRunRobot(scripts));
    }
}
