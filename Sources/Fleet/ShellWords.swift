/// A command line as a POSIX shell splits it: white space, quotes and backslashes; nothing is expanded.
enum ShellWords {
    /// The words.
    ///
    /// - Parameter text: the command line.
    /// - Returns: the words; `nil` if a quote isn't closed or a backslash stands at the end.
    static func split(_ text: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var characters = text.makeIterator()
        while let character = characters.next() {
            switch (quote, character) {
            case (nil, "'"), (nil, "\""):
                quote = character
                word = word ?? ""
            case (.some(let open), _) where open == character: quote = nil
            case (nil, "\\"):
                guard let next = characters.next() else { return nil }
                word = (word ?? "") + String(next)
            case ("\"", "\\"):
                guard let next = characters.next() else { return nil }
                // Within double quotes only these are escaped; before any other the backslash stays.
                word = (word ?? "") + ("\"\\$`".contains(next) ? "" : "\\") + String(next)
            case (nil, _) where character.isWhitespace:
                if let done = word { words.append(done) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        guard quote == nil else { return nil }
        if let word { words.append(word) }
        return words
    }
}
