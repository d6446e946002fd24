import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.ValidateOutcome;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryPrompt;

/** One form from loading to the finalised record, as a line of JSON (README.md says what is in it). */
final class Walk {
  /** Far above any form that a person fills in; a form that never ends must not hang the test. */
  private static final int MAX_EVENTS = 400_000;

  private final Map<String, Object> line = new LinkedHashMap<>();
  private final List<Map<String, Object>> steps = new ArrayList<>();
  private String stage = "parse";
  private Engine engine;

  /** Walks by the rule, or, where steps are given, replays them. */
  static Map<String, Object> of(String form, JsonNode given) {
    return new Walk().play(form, given);
  }

  private Map<String, Object> play(String form, JsonNode given) {
    for (String key : List.of("form", "ok", "stage", "error", "initial_xml", "walk", "final_xml",
        "validate", "finalized_xml", "parse_ms", "init_ms")) {
      line.put(key, null);
    }
    line.put("form", form);
    line.put("walk", steps);
    try {
      load(form);
      stage = "walk";
      if (given == null) {
        byRule();
      } else {
        replay(given);
      }
      line.put("final_xml", engine.xml());
      finish();
      line.put("ok", true);
    } catch (Throwable failure) {
      line.put("ok", false);
      line.put("stage", stage);
      line.put("error", reason(failure));
    }
    return line;
  }

  private void load(String form) throws Exception {
    long start = System.nanoTime();
    engine = new Engine(Engine.parse(new File(form)));
    line.put("parse_ms", millis(start));
    stage = "init";
    start = System.nanoTime();
    engine.initialise();
    line.put("init_ms", millis(start));
    line.put("initial_xml", engine.xml());
  }

  private void finish() throws Exception {
    stage = "validate";
    ValidateOutcome outcome = engine.form.validate();
    Map<String, Object> verdict = new LinkedHashMap<>();
    verdict.put("outcome", outcome == null ? "ok" : word(outcome.outcome));
    verdict.put("ref", outcome == null ? null : outcome.failedPrompt.getReference().toString());
    line.put("validate", verdict);
    stage = "finalize";
    engine.controller.finalizeFormEntry();
    line.put("finalized_xml", engine.xml());
  }

  private void byRule() {
    Map<String, Integer> added = new HashMap<>();
    int n = 0;
    for (int events = 0; events < MAX_EVENTS; events++) {
      switch (engine.controller.stepToNextEvent()) {
        case FormEntryController.EVENT_END_OF_FORM -> {
          return;
        }
        case FormEntryController.EVENT_PROMPT_NEW_REPEAT -> {
          FormIndex index = engine.model.getFormIndex();
          if (added.merge(index.getReference().genericize().toString(), 1, Integer::sum) <= 2) {
            addRepeat(index);
          }
        }
        case FormEntryController.EVENT_QUESTION -> {
          n++;
          FormEntryPrompt prompt = engine.model.getQuestionPrompt();
          String text = prompt.isReadOnly() ? null : Answers.byRule(prompt, n);
          if (text != null) {
            answer(prompt, text);
          }
        }
        default -> { }
      }
    }
    throw new IllegalStateException("more than " + MAX_EVENTS + " events");
  }

  private void replay(JsonNode given) {
    engine.controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
    for (JsonNode step : given) {
      if (step.has("newRepeat")) {
        String ref = step.get("newRepeat").asText();
        if (goTo(ref, FormEntryController.EVENT_PROMPT_NEW_REPEAT)) {
          addRepeat(engine.model.getFormIndex());
        } else {
          step("newRepeat", ref, null, "error");
        }
      } else {
        String ref = step.get("ref").asText();
        String text = step.path("value").asText("");
        boolean there = goTo(ref, FormEntryController.EVENT_QUESTION);
        if (there && !engine.model.getQuestionPrompt().isReadOnly()) {
          answer(engine.model.getQuestionPrompt(), text);
        } else {
          step("ref", ref, text, "error");
        }
      }
    }
  }

  /** Steps on to the relevant event at this reference: from here to the end, then from the start. */
  private boolean goTo(String ref, int event) {
    if (isAt(ref, event)) {
      return true;
    }
    for (int round = 0; round < 2; round++) {
      while (engine.controller.stepToNextEvent() != FormEntryController.EVENT_END_OF_FORM) {
        if (isAt(ref, event)) {
          return true;
        }
      }
      engine.controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
    }
    return false;
  }

  private boolean isAt(String ref, int event) {
    FormIndex index = engine.model.getFormIndex();
    return index.isInForm()
        && engine.model.getEvent(index) == event
        && engine.model.isIndexRelevant(index)
        && index.getReference().toString().equals(ref);
  }

  private void addRepeat(FormIndex index) {
    String ref = index.getReference().toString();
    engine.controller.newRepeat(index);
    step("newRepeat", ref, null, null);
  }

  private void answer(FormEntryPrompt prompt, String text) {
    FormIndex index = prompt.getIndex();
    String status;
    try {
      IAnswerData data = Answers.fromText(prompt, text);
      status = word(engine.controller.answerQuestion(index, data, true));
    } catch (RuntimeException | StackOverflowError failure) {
      status = "error";
    }
    step("ref", index.getReference().toString(), text, status);
  }

  private void step(String key, String ref, String value, String status) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put(key, ref);
    if (value != null) {
      step.put("value", value);
    }
    if (status != null) {
      step.put("status", status);
    }
    steps.add(step);
  }

  private static String word(int outcome) {
    return switch (outcome) {
      case FormEntryController.ANSWER_OK -> "ok";
      case FormEntryController.ANSWER_REQUIRED_BUT_EMPTY -> "required";
      case FormEntryController.ANSWER_CONSTRAINT_VIOLATED -> "constraint";
      default -> "error";
    };
  }

  static String reason(Throwable failure) {
    String text = String.valueOf(failure.getMessage()).strip();
    int end = text.indexOf('\n');
    return failure.getClass().getSimpleName() + ": " + (end < 0 ? text : text.substring(0, end));
  }

  private static double millis(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
