import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.xml.ElementParser;
import org.javarosa.xml.TreeElementParser;
import org.javarosa.xpath.XPathNodeset;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathExpression;
import org.javarosa.xpath.expr.XPathFuncExpr;

/** One expression over one document. JavaRosa knows elements only: text contexts are an error. */
final class Eval {
  private static final Pattern STEP = Pattern.compile("/\\*\\[(\\d+)]");

  static Map<String, Object> of(JsonNode item) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("id", item.get("id"));
    try {
      line.put("value", value(item));
    } catch (Throwable failure) {
      line.put("error", Walk.reason(failure));
    }
    return line;
  }

  private static Object value(JsonNode item) throws Exception {
    byte[] xml = item.path("xml").asText("<data/>").getBytes(StandardCharsets.UTF_8);
    TreeElement root =
        new TreeElementParser(
                ElementParser.instantiateParser(new ByteArrayInputStream(xml)), 0, null)
            .parse();
    FormInstance instance = new FormInstance(root);
    TreeReference at = element(instance, item.path("ctx").asText("/")).getRef();
    EvaluationContext whole =
        new EvaluationContext(instance, new HashMap<>(), new EvaluationContext(null));
    EvaluationContext context = new EvaluationContext(whole, at);
    context.setOriginalContext(at);
    XPathExpression expression = XPathParseTool.parseXPath(item.path("expr").asText());
    Object result = expression.eval(instance, context);
    String kind = item.path("kind").asText("string");
    if (kind.startsWith("node")) {
      return nodes(instance, (XPathNodeset) result, kind.equals("node-first"));
    }
    if (result instanceof XPathNodeset set) {
      result = set.size() == 0 ? "" : set.unpack();
    }
    return switch (kind) {
      case "boolean" -> XPathFuncExpr.toBoolean(result);
      case "number", "number-rounded" -> number(XPathFuncExpr.toNumeric(result));
      default -> XPathFuncExpr.toString(result);
    };
  }

  private static TreeElement element(FormInstance instance, String path) {
    TreeElement at = instance.getBase();
    if (at == null || path.equals("/")) {
      return instance.getRoot();
    }
    Matcher step = STEP.matcher(path);
    int end = 0;
    at = null;
    while (step.find() && step.start() == end) {
      end = step.end();
      int n = Integer.parseInt(step.group(1)) - 1;
      at = at == null ? instance.getRoot() : at.getChildAt(n);
    }
    if (at == null || end != path.length()) {
      throw new IllegalArgumentException("not an element: " + path);
    }
    return at;
  }

  private static Object nodes(FormInstance instance, XPathNodeset set, boolean first) {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < set.size() && !(first && i == 1); i++) {
      paths.add(path(instance, instance.resolveReference(set.getRefAt(i))));
    }
    return paths;
  }

  private static String path(FormInstance instance, TreeElement element) {
    if (element == instance.getRoot()) {
      return "/*[1]";
    }
    TreeElement parent = (TreeElement) element.getParent();
    int n = 0;
    while (parent.getChildAt(n) != element) {
      n++;
    }
    return path(instance, parent) + "/*[" + (n + 1) + "]";
  }

  private static Object number(Double value) {
    if (value.isNaN() || value.isInfinite()) {
      return Map.of("$num", value.isNaN() ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }
    return value;
  }

  private Eval() {}
}
