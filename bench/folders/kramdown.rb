# The pages of a Jekyll site as kramdown renders them, with Liquid left out: an output that `site.mjs` can compare with.
#
#     ruby kramdown.rb SOURCE OUTPUT      (needs kramdown and kramdown-parser-gfm)
#
# Tags and values of Liquid go, code that they wrap stays, so that what is looped over or computed is not counted.

require "fileutils"
require "kramdown"
require "kramdown-parser-gfm"

source, output = ARGV
left = %w[_site _layouts _includes _sass _data vendor node_modules]

def without_liquid(text)
  text = text.gsub(/\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}/m) { $1.gsub("{%", "\u{1}").gsub("{{", "\u{2}") }
  text = text.gsub(/\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}/m, "")
  text = text.gsub(/\{%-?\s*highlight\s+(\S+).*?-?%\}\n?(.*?)\{%-?\s*endhighlight\s*-?%\}/m) { "~~~#{$1}\n#{$2}\n~~~\n" }
  text = text.gsub(/\{%-?\s*(for|tablerow)\b.*?\{%-?\s*end\1\s*-?%\}/m, "")
  # A list that stands for the contents, and emoji, which are characters on the site.
  text = text.gsub(/^[*1].*\n\{:\s*toc.*\}\n/, "").gsub(/(?<![\w`:]):[a-z0-9_+-]+:(?![\w`:])/, "")
  text = text.gsub(/\{%.*?%\}/m, "").gsub(/\{\{.*?\}\}/m, "")
  text.gsub("\u{1}", "{%").gsub("\u{2}", "{{")
end

Dir.glob("#{source}/**/*.{md,markdown}").sort.each do |file|
  path = file.delete_prefix("#{source}/")
  next if path.split("/").any? { |part| left.include?(part) }
  text = File.read(file, encoding: "UTF-8")
  head = text[/\A---\s*\n.*?\n---\s*\n/m] or next
  next if head =~ /^redirect_to:|^published:\s*false/
  title = head[/^title:\s*["']?(.*?)["']?\s*$/, 1].to_s
  body = without_liquid(text.delete_prefix(head))
  html = Kramdown::Document.new(body, input: "GFM", hard_wrap: false, syntax_highlighter: nil, math_engine: nil).to_html
  permalink = head[/^permalink:\s*["']?(\S+?)["']?\s*$/, 1]
  place = permalink || path.sub(/\.(md|markdown)\z/, ".html")
  place += "index.html" if place.end_with?("/")
  target = File.join(output, place.delete_prefix("/"))
  FileUtils.mkdir_p(File.dirname(target))
  File.write(target, "<!doctype html><title>#{title}</title><main>#{html}</main>\n")
end
