import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.BooleanData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectMultiData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.form.api.FormEntryPrompt;

/** What the walk answers, and how a text becomes the value that a Collect widget would hand over. */
final class Answers {
  private static final String TRACE =
      "-3.5 122.5 0 0;-3.6 122.6 0 0;-3.5 122.7 0 0;-3.5 122.5 0 0";

  /** The text answered to the n-th question (from 1), or null where there is nothing to choose. */
  static String byRule(FormEntryPrompt prompt, int n) {
    return switch (prompt.getControlType()) {
      case Constants.CONTROL_SELECT_ONE -> {
        List<SelectChoice> choices = prompt.getSelectChoices();
        yield choices.isEmpty() ? null : choices.get(n % choices.size()).getValue();
      }
      case Constants.CONTROL_SELECT_MULTI, Constants.CONTROL_RANK -> several(prompt, n);
      case Constants.CONTROL_TRIGGER -> "OK";
      case Constants.CONTROL_UPLOAD,
          Constants.CONTROL_IMAGE_CHOOSE,
          Constants.CONTROL_AUDIO_CAPTURE,
          Constants.CONTROL_VIDEO_CAPTURE,
          Constants.CONTROL_OSM_CAPTURE,
          Constants.CONTROL_FILE_CAPTURE -> "media" + n + ".jpg";
      default -> byType(prompt.getDataType(), n);
    };
  }

  private static String several(FormEntryPrompt prompt, int n) {
    List<SelectChoice> choices = prompt.getSelectChoices();
    if (choices.isEmpty()) {
      return null;
    }
    String first = choices.get(0).getValue();
    int count = choices.size();
    return count > 2 ? first + " " + choices.get(1 + n % (count - 1)).getValue() : first;
  }

  private static String byType(int type, int n) {
    return switch (type) {
      case Constants.DATATYPE_INTEGER -> String.valueOf(1 + n % 40);
      case Constants.DATATYPE_LONG -> String.valueOf(1000 + n);
      case Constants.DATATYPE_DECIMAL -> (1 + n % 40) + ".5";
      case Constants.DATATYPE_DATE -> String.format(Locale.ROOT, "2020-01-%02d", 1 + n % 28);
      case Constants.DATATYPE_TIME -> "10:30:00.000Z";
      case Constants.DATATYPE_DATE_TIME -> "2020-01-02T10:30:00.000Z";
      case Constants.DATATYPE_GEOPOINT -> "-3.5 122.5 10 5";
      case Constants.DATATYPE_GEOTRACE, Constants.DATATYPE_GEOSHAPE -> TRACE;
      case Constants.DATATYPE_BINARY -> "media" + n + ".jpg";
      case Constants.DATATYPE_BOOLEAN -> "true";
      default -> "text " + n;
    };
  }

  /** The value of this text for this question; null for the empty text. Throws where it has none. */
  static IAnswerData fromText(FormEntryPrompt prompt, String text) {
    if (text.isEmpty()) {
      return null;
    }
    return switch (prompt.getControlType()) {
      case Constants.CONTROL_SELECT_ONE -> new SelectOneData(chosen(prompt, text));
      case Constants.CONTROL_SELECT_MULTI -> new SelectMultiData(allChosen(prompt, text));
      case Constants.CONTROL_RANK -> new MultipleItemsData(allChosen(prompt, text));
      case Constants.CONTROL_TRIGGER,
          Constants.CONTROL_UPLOAD,
          Constants.CONTROL_IMAGE_CHOOSE,
          Constants.CONTROL_AUDIO_CAPTURE,
          Constants.CONTROL_VIDEO_CAPTURE,
          Constants.CONTROL_OSM_CAPTURE,
          Constants.CONTROL_FILE_CAPTURE -> new StringData(text);
      default -> typed(prompt.getDataType(), text);
    };
  }

  private static IAnswerData typed(int type, String text) {
    if (type == Constants.DATATYPE_BOOLEAN) {
      return new BooleanData(text.equals("true") || text.equals("1"));
    }
    IAnswerData template = AnswerDataFactory.templateByDataType(type);
    return template.cast(new UncastData(text));
  }

  private static Selection chosen(FormEntryPrompt prompt, String value) {
    for (SelectChoice choice : prompt.getSelectChoices()) {
      if (choice.getValue().equals(value)) {
        return choice.selection();
      }
    }
    throw new IllegalArgumentException("not a choice: " + value);
  }

  private static List<Selection> allChosen(FormEntryPrompt prompt, String text) {
    List<Selection> all = new ArrayList<>();
    for (String value : text.trim().split("\\s+")) {
      all.add(chosen(prompt, value));
    }
    return all;
  }

  private Answers() {}
}
