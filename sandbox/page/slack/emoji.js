// Slack writes emoji by name.

const BY_NAME = {
  eyes: "👀",
  white_check_mark: "✅",
  memo: "📝",
  "+1": "👍",
  thumbsup: "👍",
  "-1": "👎",
  heart: "❤️",
  tada: "🎉",
  pray: "🙏",
  cake: "🍰",
  raised_hands: "🙌",
  smile: "😄",
  slightly_smiling_face: "🙂",
  wave: "👋",
  fire: "🔥",
  ok_hand: "👌",
  hourglass_flowing_sand: "⏳",
  warning: "⚠️",
  bell: "🔔",
  telephone_receiver: "📞",
  star: "⭐",
  bulb: "💡",
  rocket: "🚀",
  heavy_check_mark: "✔️",
  x: "❌",
  red_circle: "🔴",
  large_yellow_circle: "🟡",
  large_green_circle: "🟢",
};

export const OFFERED = ["eyes", "white_check_mark", "memo", "+1", "heart", "tada", "pray"];

export const emoji = (name) => BY_NAME[name] ?? `:${name}:`;

export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => BY_NAME[name] ?? whole);
