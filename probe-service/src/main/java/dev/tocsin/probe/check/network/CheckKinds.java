package dev.tocsin.probe.check.network;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.probe.check.Secrets;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/// All kinds of check, by the question that they ask.
@Singleton
public final class CheckKinds {

    private final Map<Class<?>, CheckKind<?>> kinds;

    public CheckKinds(@All List<CheckKind<?>> kinds) {
        this.kinds = kinds.stream().collect(toUnmodifiableMap(CheckKind::question, Function.identity()));
    }

    @SuppressWarnings("unchecked")
    <Q extends Question> CheckKind<Q> of(Q question) {
        var kind = kinds.get(question.getClass());
        if (kind == null) {
            throw new IllegalStateException("there is no kind of check for " + question.getClass());
        }
        return (CheckKind<Q>) kind;
    }

    /// The names of all secrets to which the question refers, in order.
    public List<String> secretsOf(Question question) {
        var names = new TreeSet<String>();
        of(question).fill(question, text -> {
            names.addAll(Secrets.names(text));
            return text;
        });
        return List.copyOf(names);
    }
}
