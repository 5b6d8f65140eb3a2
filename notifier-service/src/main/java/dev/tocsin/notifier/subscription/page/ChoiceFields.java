package dev.tocsin.notifier.subscription.page;

import dev.tocsin.notifier.subscription.ChoicesForm;
import dev.tocsin.notifier.subscription.Language;
import dev.tocsin.notifier.subscription.Translation;
import jakarta.ws.rs.FormParam;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields of `choices.html`.
@SuppressWarnings("NullAway.Init")
public final class ChoiceFields {

    @FormParam("regions")
    List<String> regions;

    @FormParam("components")
    List<String> components;

    @FormParam("leastSeverity")
    @Nullable
    String leastSeverity;

    @FormParam("updates")
    @Nullable
    Boolean updates;

    @FormParam("maintenance")
    @Nullable
    Boolean maintenance;

    @FormParam("language")
    @Nullable
    String language;

    @FormParam("timeZone")
    @Nullable
    String timeZone;

    @FormParam("digest")
    @Nullable
    String digest;

    ChoicesForm form() {
        return new ChoicesForm(regions, components, leastSeverity, updates, maintenance, language, timeZone, digest);
    }

    Optional<Translation> translation() {
        return Optional.ofNullable(language).flatMap(Language::of).map(Translation::of);
    }
}
