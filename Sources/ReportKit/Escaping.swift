import JWTConformance

/// How text that anybody may have written is put into a format that gives some of its signs a meaning.
///
/// Scalar by scalar: a quotation mark with a combining accent after it is another character than a quotation mark, and
/// could end an attribute all the same.
package enum Escape {
    /// Text for HTML, SVG and XML 1.0.
    ///
    /// Control characters have no spelling in XML, not even an escaped one, and are left out.
    @Sendable package static func markup(_ text: String) -> String {
        text.spelling { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            case "\n", "\t": nil
            case "\u{FFFE}", "\u{FFFF}": ""
            default: scalar.properties.generalCategory == .control ? "" : nil
            }
        }
    }

    /// Text for GitHub's Markdown: what would set it otherwise, or end a cell of a table, has a backslash before it.
    @Sendable package static func markdown(_ text: String) -> String {
        text.spelling { scalar in
            switch scalar {
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "!", "|", "~", "$", "@": "\\\(scalar)"
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\n", "\r", "\t": " "
            default: scalar.properties.generalCategory == .control ? "" : nil
            }
        }
    }

    /// The message of a workflow command of GitHub Actions, or one of its properties.
    package static func workflowCommand(_ text: String, isProperty: Bool = false) -> String {
        text.spelling { scalar in
            switch scalar {
            case "%": "%25"
            case "\r": "%0D"
            case "\n": "%0A"
            case ":" where isProperty: "%3A"
            case "," where isProperty: "%2C"
            default: nil
            }
        }
    }
}
