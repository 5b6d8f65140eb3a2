package dev.tocsin.notifier.subscription.page;

import dev.tocsin.notifier.subscription.ChoicesForm;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.LinkScope;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.Translation;
import dev.tocsin.support.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The templates of the pages.
@CheckedTemplate(basePath = "SubscriptionPages")
final class PageTemplates {

    private PageTemplates() {}

    /// @param channels the channels that can be chosen
    /// @param chosen the channel whose address is asked for
    /// @param scope the chosen regions and components, for links to the same page
    static native TemplateInstance subscribe(
            Translation translation,
            KnownCatalog catalog,
            List<ChannelField> channels,
            ChannelField chosen,
            List<String> problems,
            SubscriptionForm form,
            LinkScope scope);

    /// @param secret shown this once, or null
    /// @param manage the URL of the page that manages the subscription, or null
    static native TemplateInstance pending(
            Translation translation, KnownCatalog catalog, @Nullable String secret, @Nullable String manage);

    /// @param token the token that manages the subscription
    /// @param problem the problem with the code that was typed in, or null
    static native TemplateInstance code(
            Translation translation, KnownCatalog catalog, String token, @Nullable String problem);

    static native TemplateInstance ask(
            Translation translation, KnownCatalog catalog, String sentence, String action, String token, String button);

    static native TemplateInstance said(Translation translation, KnownCatalog catalog, String sentence);

    static native TemplateInstance noSuchLink(Translation translation, KnownCatalog catalog);

    /// @param message the sentence about what was done, or null
    /// @param secret a new secret, shown this once, or null
    static native TemplateInstance manage(
            Translation translation,
            KnownCatalog catalog,
            ManagedSubscription subscription,
            ChoicesForm form,
            List<FieldProblem> problems,
            String token,
            @Nullable String message,
            @Nullable String secret);

    static native TemplateInstance problem(Translation translation, KnownCatalog catalog, Problem problem);
}
