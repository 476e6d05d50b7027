import Mustache

/// Text for HTML and XML 1.0, escaped scalar by scalar.
///
/// The template library escapes characters, and a quotation mark with a combining accent behind it is another character
/// than a quotation mark: what a verifier says could end an attribute. Control characters have no spelling in XML, not
/// even an escaped one, and are left out.
struct MarkupContent: MustacheContentType {
    func escapeText(_ text: String) -> String { Self.escaped(text) }

    static func escaped(_ text: String) -> String {
        var markup = ""
        markup.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": markup += "&amp;"
            case "<": markup += "&lt;"
            case ">": markup += "&gt;"
            case "\"": markup += "&quot;"
            case "'": markup += "&#39;"
            case "\n", "\t": markup.unicodeScalars.append(scalar)
            case "\u{FFFE}", "\u{FFFF}": break
            default:
                if scalar.properties.generalCategory != .control { markup.unicodeScalars.append(scalar) }
            }
        }
        return markup
    }
}

/// Text for GitHub's Markdown: what would set it otherwise, or end a cell of a table, has a backslash before it.
struct MarkdownContent: MustacheContentType {
    func escapeText(_ text: String) -> String { Self.escaped(text) }

    static func escaped(_ text: String) -> String {
        var markdown = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "!", "|", "~", "$", "@":
                markdown += "\\"
                markdown.unicodeScalars.append(scalar)
            case "&": markdown += "&amp;"
            case "<": markdown += "&lt;"
            case ">": markdown += "&gt;"
            case "\n", "\r", "\t": markdown += " "
            default:
                if scalar.isPrintableText { markdown.unicodeScalars.append(scalar) }
            }
        }
        return markdown
    }
}

extension Unicode.Scalar {
    fileprivate var isPrintableText: Bool { properties.generalCategory != .control }
}

/// A template of the package's own, with the way its text is escaped.
struct Template: Sendable {
    private let template: MustacheTemplate
    private let parts: MustacheLibrary

    /// Reads a template that starts by saying how text is escaped: `{{% CONTENT_TYPE:MARKUP}}` or `MARKDOWN`.
    ///
    /// The text is part of the program: one that can't be read is a defect that every test of the report shows.
    ///
    /// - Parameters:
    ///   - text: the template.
    ///   - parts: templates that it names as `{{> name}}`.
    init(_ text: String, parts: [String: String] = [:]) {
        Self.register
        do {
            template = try MustacheTemplate(string: text)
            self.parts = MustacheLibrary(templates: try parts.mapValues { try MustacheTemplate(string: $0) })
        } catch {
            preconditionFailure("\(error)")
        }
    }

    func render(_ values: [String: Any]) -> String { template.render(values, library: parts) }

    private static let register: Void = {
        MustacheContentTypes.register(MarkupContent(), named: "MARKUP")
        MustacheContentTypes.register(MarkdownContent(), named: "MARKDOWN")
    }()
}
