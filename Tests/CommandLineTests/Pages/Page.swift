import FoundationEssentials
import RegexBuilder

/// A Markdown page of the repository with parts that commands make.
///
/// An HTML comment in a line of its own announces such a part, and the fenced block or the table below it is the part:
/// `<!-- output: COMMAND -->` for what a command prints, `<!-- figures: FILE -->` for the table of benchmark figures,
/// `<!-- controls: FILE -->` for the table of published flaws.
struct Page {
    /// Where the page is, from the package's folder on.
    let path: String
    /// The lines.
    private(set) var lines: [Substring]

    /// Reads a page.
    init(_ path: String) throws {
        self.init(path, text: try String(contentsOfFile: CommandLine.root + path, encoding: .utf8))
    }

    init(_ path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The whole page.
    var text: String { lines.joined(separator: "\n") }

    /// Writes the page back.
    func write() throws { try Data(text.utf8).write(to: URL(filePath: CommandLine.root + path)) }

    // MARK: Parts

    /// A part that a command makes.
    struct Part {
        /// What announces it: `output`, `figures` or `controls`.
        let kind: String
        /// The command or the file.
        let source: String
        /// The lines that hold what was made, without the fences.
        let range: Range<Int>
    }

    /// The parts, from top to bottom.
    var parts: [Part] {
        lines.indices.compactMap { place in
            guard let match = lines[place].wholeMatch(of: /<!-- (output|figures|controls): (.*) -->/) else {
                return nil
            }
            let start = place + 1
            let isFenced = lines.indices.contains(start) && lines[start].hasPrefix("```")
            let first = isFenced ? start + 1 : start
            let end = lines[first...].firstIndex { isFenced ? $0 == "```" : !$0.hasPrefix("|") } ?? lines.endIndex
            return Part(kind: String(match.1), source: String(match.2), range: first..<end)
        }
    }

    /// What the page holds of a part.
    func content(of part: Part) -> String { lines[part.range].joined(separator: "\n") }

    /// Puts another content in the place of a part.
    mutating func replace(_ part: Part, with content: String) {
        lines.replaceSubrange(part.range, with: content.split(separator: "\n", omittingEmptySubsequences: false))
    }

    // MARK: Text

    /// The commands of the shell blocks, without comments, continued lines joined.
    var commands: [String] {
        var commands: [String] = []
        var isShell = false
        var continued = ""
        for line in lines {
            if line.hasPrefix("```") {
                isShell = line == "```sh"
            } else if isShell {
                let command = continued + line.prefix { $0 != "#" }.trimming(while: \.isWhitespace)
                continued = command.hasSuffix("\\") ? String(command.dropLast()) : ""
                if continued.isEmpty, !command.isEmpty { commands.append(command) }
            }
        }
        return commands
    }

    /// The files of the repository that the page links to.
    var linkedFiles: [String] {
        let folder = path.split(separator: "/").dropLast()
        return text.matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/).map { match in
            var parts = Array(folder)
            for part in match.1.split(separator: "/") {
                if part == ".." { parts.removeLast() } else { parts.append(part) }
            }
            return parts.joined(separator: "/")
        }
    }

    /// The numbers in front of a noun, outside of fenced blocks: `1,997 vectors` has 1997 of vectors.
    func counts(of noun: String) -> [(line: Int, number: Int)] {
        matches(of: noun).map { (line: $0.line + 1, number: Int($0.digits.replacing(",", with: "")) ?? 0) }
    }

    /// Puts a number in front of a noun wherever there is one.
    mutating func setCount(of noun: String, to number: Int) {
        for match in matches(of: noun).reversed() {
            var line = String(lines[match.line])
            let start = String.Index(utf16Offset: match.offset, in: line)
            let end = String.Index(utf16Offset: match.offset + match.digits.utf16.count, in: line)
            line.replaceSubrange(start..<end, with: Self.written(number))
            lines[match.line] = line[...]
        }
    }

    /// Where a number stands in front of a noun; the noun may begin or go on in the next line.
    private func matches(of noun: String) -> [(line: Int, offset: Int, digits: Substring)] {
        var isFenced = false
        let prose = lines.map { line in
            let isFence = line.hasPrefix("```")
            if isFence { isFenced.toggle() }
            return isFenced || isFence ? "" : line
        }
        return prose.indices.flatMap { place -> [(line: Int, offset: Int, digits: Substring)] in
            let following = place + 1 < prose.count ? prose[place + 1].drop(while: \.isWhitespace) : ""
            let text = "\(prose[place]) \(following)"
            return text.matches(of: Self.count(of: noun)).compactMap { match in
                let offset = match.1.startIndex.utf16Offset(in: text)
                return offset < prose[place].utf16.count ? (place, offset, match.1) : nil
            }
        }
    }

    private static func count(of noun: String) -> Regex<(Substring, Substring)> {
        Regex {
            Anchor.wordBoundary
            Capture { OneOrMore(CharacterClass(.digit, .anyOf(","))) }
            " \(noun)"
            Anchor.wordBoundary
        }
    }

    /// A number as pages write it, with a comma before each three digits.
    static func written(_ number: Int) -> String {
        number < 1000 ? "\(number)" : written(number / 1000) + "," + String("\(number % 1000 + 1000)".dropFirst())
    }
}

extension Substring {
    /// Without what satisfies a predicate at its end.
    fileprivate func trimming(while predicate: (Character) -> Bool) -> String {
        String(reversed().drop(while: predicate).reversed())
    }
}
