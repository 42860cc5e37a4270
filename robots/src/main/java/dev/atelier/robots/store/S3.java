package dev.atelier.robots.store;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import java.io.ByteArrayInputStream;
import java.time.Duration;

/** Makes clients that know what the place says and nothing of the machine they run on. */
final class S3 {
    private static final ProfileFile NOTHING =
            ProfileFile.builder()
                    .content(new ByteArrayInputStream(new byte[0]))
                    .type(ProfileFile.Type.CONFIGURATION)
                    .build();

    private S3() {}

    static S3Client client(S3Place place, SdkHttpClient connections, Duration time) {
        var settings =
                ClientOverrideConfiguration.builder()
                        .apiCallTimeout(time)
                        .defaultProfileFile(NOTHING)
                        .defaultProfileName("none")
                        .build();
        var builder =
                S3Client.builder()
                        .httpClient(connections)
                        .overrideConfiguration(settings)
                        .credentialsProvider(credentials(place))
                        .region(Region.of(place.region()))
                        .forcePathStyle(place.pathStyle())
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (place.endpoint() != null) {
            builder.endpointOverride(place.endpoint());
        }
        return builder.build();
    }

    /** An address at which whoever knows it can fetch the object. */
    static String signed(S3Place place, String object, Duration time) {
        try (var presigner = presigner(place)) {
            return presigner
                    .presignGetObject(request ->
                            request.signatureDuration(time)
                                    .getObjectRequest(
                                            get -> get.bucket(place.bucket()).key(object)))
                    .url()
                    .toString();
        }
    }

    private static S3Presigner presigner(S3Place place) {
        var builder =
                S3Presigner.builder()
                        .credentialsProvider(credentials(place))
                        .region(Region.of(place.region()))
                        .serviceConfiguration(
                                S3Configuration.builder()
                                        .profileFile(NOTHING)
                                        .pathStyleAccessEnabled(place.pathStyle())
                                        .build());
        if (place.endpoint() != null) {
            builder.endpointOverride(place.endpoint());
        }
        return builder.build();
    }

    private static StaticCredentialsProvider credentials(S3Place place) {
        AwsCredentials who =
                place.sessionToken() == null
                        ? AwsBasicCredentials.create(place.key(), place.secret())
                        : AwsSessionCredentials.create(
                                place.key(), place.secret(), place.sessionToken());
        return StaticCredentialsProvider.create(who);
    }
}
