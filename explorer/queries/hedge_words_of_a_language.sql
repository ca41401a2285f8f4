-- title: Which words count as a hedge?
-- description: The words that signal a qualifier in one language, and how the qualifier is read.
-- param language: uk
select hedge_words.word, hedge_words.language, qualifiers.label as qualifier, qualifiers.definition
from hedge_words
join qualifiers using (qualifier_id)
where hedge_words.language = :language
order by qualifiers.label, hedge_words.word
