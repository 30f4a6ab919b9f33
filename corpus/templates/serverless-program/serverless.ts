// python3.12
export default { service: "program", provider: { name: "aws" } };
